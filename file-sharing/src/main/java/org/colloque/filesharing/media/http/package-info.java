/** The HTTP side of {@code media}. */
package org.colloque.filesharing.media.http;
