/** Who may take part in a call: tokens for members of a room. */
package org.colloque.calls.token;
