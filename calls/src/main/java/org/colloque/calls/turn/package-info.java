/** Credentials for the TURN server. */
package org.colloque.calls.turn;
