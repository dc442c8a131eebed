/** Scheduling, looking at and managing delayed events over HTTP. */
package org.colloque.messaging.delayed.http;
