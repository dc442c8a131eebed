/** The endpoints of keys. */
package org.colloque.messaging.keys.http;
