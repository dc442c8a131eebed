/** Push rules and what they count: unread notifications and highlights. */
package org.colloque.messaging.push;
