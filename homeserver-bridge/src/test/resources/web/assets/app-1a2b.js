console.log("a script of the tests, long enough to be worth compressing");
