/** How events relate to each other, and what is said of an event together with it. */
package org.colloque.messaging.event.relation;
