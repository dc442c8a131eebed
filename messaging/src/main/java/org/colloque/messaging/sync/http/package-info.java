/** The endpoint of syncs. */
package org.colloque.messaging.sync.http;
