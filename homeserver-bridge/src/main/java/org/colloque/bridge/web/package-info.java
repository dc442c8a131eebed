/** The browser client, served as it was built, and the headers that browsers ask for. */
package org.colloque.bridge.web;
