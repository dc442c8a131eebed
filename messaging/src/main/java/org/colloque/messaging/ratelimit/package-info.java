/** How much one person or one address may ask for. */
package org.colloque.messaging.ratelimit;
