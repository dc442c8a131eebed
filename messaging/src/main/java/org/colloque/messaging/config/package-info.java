/** The settings of the messaging module. */
package org.colloque.messaging.config;
