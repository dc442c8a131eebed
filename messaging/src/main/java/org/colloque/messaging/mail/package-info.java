/** Mail to people: what waits to be sent, and the port to the mail server. */
package org.colloque.messaging.mail;
