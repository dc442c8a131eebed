/** The program behind {@code ./colloque clients}: other people's Matrix clients against our service. */
package org.colloque.clients;
