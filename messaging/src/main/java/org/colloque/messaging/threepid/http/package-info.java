/** The endpoints of e-mail addresses, and the page behind the links in mails. */
package org.colloque.messaging.threepid.http;
