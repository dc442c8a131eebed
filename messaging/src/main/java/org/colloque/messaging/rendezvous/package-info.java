/** Where two devices meet that log in by QR code. */
package org.colloque.messaging.rendezvous;
