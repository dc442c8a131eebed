/** Smaller pictures of pictures. */
package org.colloque.filesharing.media.thumbnail;
