/** The endpoint that lists notifications. */
package org.colloque.messaging.notification.http;
