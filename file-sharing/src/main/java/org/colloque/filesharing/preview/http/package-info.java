/** The endpoints of previews. */
package org.colloque.filesharing.preview.http;
