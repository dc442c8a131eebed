/** The endpoint that sends messages to devices. */
package org.colloque.messaging.todevice.http;
