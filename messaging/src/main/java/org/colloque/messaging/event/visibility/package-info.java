/** Who may see which event. */
package org.colloque.messaging.event.visibility;
