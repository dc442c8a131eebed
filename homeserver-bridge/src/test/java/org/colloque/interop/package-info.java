/** The program behind {@code ./colloque interop}: rooms, devices and media across the border between this homeserver and another one. */
package org.colloque.interop;
