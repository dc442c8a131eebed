/** Limits that stand on resources. */
package org.colloque.messaging.ratelimit.http;
