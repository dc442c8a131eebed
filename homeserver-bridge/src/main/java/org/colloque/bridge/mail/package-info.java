/** The mail server that the settings name. */
package org.colloque.bridge.mail;
