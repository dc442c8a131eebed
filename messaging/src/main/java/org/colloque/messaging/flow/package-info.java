/** How operations follow each other. */
package org.colloque.messaging.flow;
