/** Which servers are admitted, and what the national directory says of them. */
package org.colloque.bridge.directory;
