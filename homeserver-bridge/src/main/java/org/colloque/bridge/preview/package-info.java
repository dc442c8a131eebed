/** Pages of the web, for previews. */
package org.colloque.bridge.preview;
