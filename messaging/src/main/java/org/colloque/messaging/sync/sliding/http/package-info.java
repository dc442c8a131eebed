/** The endpoint of Simplified Sliding Sync. */
package org.colloque.messaging.sync.sliding.http;
