/** What all resources share: who asks, and the body that was sent. */
package org.colloque.messaging.http;
