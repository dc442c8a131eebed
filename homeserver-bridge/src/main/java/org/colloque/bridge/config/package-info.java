/** The settings of the connections to other servers. */
package org.colloque.bridge.config;
