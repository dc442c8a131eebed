/** Application services: their registration files, what is pushed to them, and what they are asked. */
package org.colloque.bridge.appservice;
