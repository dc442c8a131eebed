/** The steps of an event on its way into a room, one class each. */
package org.colloque.messaging.event.pipeline;
