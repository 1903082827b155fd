print("iotdb-bench")
