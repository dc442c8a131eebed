/** What people have been notified of, listed. */
package org.colloque.messaging.notification;
