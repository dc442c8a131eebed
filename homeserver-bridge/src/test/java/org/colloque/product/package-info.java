/** What tests need that look at the product from outside: the packaged service as processes, and people who speak to it over HTTP. */
package org.colloque.product;
