/** The OAuth 2.0 API: the service as its own authorisation server. */
package org.colloque.messaging.oauth;
