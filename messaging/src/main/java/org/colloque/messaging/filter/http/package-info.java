/** The endpoints of filters. */
package org.colloque.messaging.filter.http;
