/** The meeting places over HTTP, in the two forms that clients know. */
package org.colloque.messaging.rendezvous.http;
