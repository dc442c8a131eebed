/** The start and the end of the one process: settings, embedded database, Quarkus, and all of it stopped in the right order. */
package org.colloque.bridge.main;
