/** Dehydrated devices over HTTP. */
package org.colloque.messaging.dehydration.http;
