/** Calls: what MatrixRTC needs of a homeserver and of its LiveKit. */
package org.colloque.calls;
