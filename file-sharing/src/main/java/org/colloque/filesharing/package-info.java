/** Files: the media repository. */
package org.colloque.filesharing;
