/** {@code POST /search}. */
package org.colloque.messaging.search.http;
