/** The endpoints of push rules. */
package org.colloque.messaging.push.http;
