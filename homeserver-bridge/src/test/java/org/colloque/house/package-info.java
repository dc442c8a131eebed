/** The rules of the house, checked: dependencies, sizes, and documents that are made from the code. */
package org.colloque.house;
