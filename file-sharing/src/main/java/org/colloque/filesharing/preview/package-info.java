/** Previews of web pages that messages link to. */
package org.colloque.filesharing.preview;
