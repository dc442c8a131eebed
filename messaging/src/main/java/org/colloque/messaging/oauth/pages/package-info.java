/** The account's own pages, for people in a browser: log-in, consent, devices, profile. They need no script. */
package org.colloque.messaging.oauth.pages;
