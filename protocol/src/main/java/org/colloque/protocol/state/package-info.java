/** State resolution: one state of a room out of the several that its branches claim. */
package org.colloque.protocol.state;
