try RenderBenchmark().run()
