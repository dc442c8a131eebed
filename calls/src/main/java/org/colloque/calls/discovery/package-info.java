/** How clients learn where calls are carried. */
package org.colloque.calls.discovery;
