/** The media repository: uploads, downloads, thumbnails. Spec: client-server-api, "Content repository". */
package org.colloque.filesharing.media;
