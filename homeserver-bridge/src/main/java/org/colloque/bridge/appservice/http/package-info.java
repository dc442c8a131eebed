/** What clients and application services ask about application services. */
package org.colloque.bridge.appservice.http;
