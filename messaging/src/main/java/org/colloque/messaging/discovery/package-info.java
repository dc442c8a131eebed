/** What a server tells clients about itself before they log in. */
package org.colloque.messaging.discovery;
