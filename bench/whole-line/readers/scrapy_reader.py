"""The same pages by Scrapy: lists the links, and with "readability" takes the article out too.

    scrapy_reader.py links|readability ADDRESSES.json WARM CONCURRENCY

Does the first so many, says "warm", waits for a line, does the others, says "done".
"""
import json
import sys

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.exceptions import DontCloseSpider
from scrapy.linkextractors import LinkExtractor
from twisted.internet import threads

way, path, warm, concurrency = sys.argv[1:5]
addresses = json.load(open(path))
first, others = addresses[: int(warm)], addresses[int(warm) :]
extractor = LinkExtractor()
found = 0


class Reader(scrapy.Spider):
    name = "reader"
    left = len(first)

    def start_requests(self):
        for address in first:
            yield scrapy.Request(address, dont_filter=True)

    @classmethod
    def from_crawler(cls, crawler, *args, **kwargs):
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.stay, signal=scrapy.signals.spider_idle)
        return spider

    def stay(self):
        if self.left >= 0:
            raise DontCloseSpider

    def parse(self, response):
        global found
        found += len(extractor.extract_links(response))
        if way == "readability":
            from readability import Document

            document = Document(response.text)
            document.summary()
            document.title()
        self.left -= 1
        if self.left == 0:
            self.turn()

    def turn(self):
        global others
        print("warm" if others else "done", flush=True)
        waited = threads.deferToThread(sys.stdin.readline)
        waited.addCallback(lambda _: self.go_on())

    def go_on(self):
        global others
        wanted, others = others, []
        self.left = len(wanted) or -1
        for address in wanted:
            self.crawler.engine.crawl(scrapy.Request(address, dont_filter=True))


process = CrawlerProcess(
    {
        "LOG_ENABLED": False,
        "ROBOTSTXT_OBEY": False,
        "CONCURRENT_REQUESTS": int(concurrency),
        "CONCURRENT_REQUESTS_PER_DOMAIN": int(concurrency),
        "TELNETCONSOLE_ENABLED": False,
        "REQUEST_FINGERPRINTER_IMPLEMENTATION": "2.7",
    }
)
process.crawl(Reader)
process.start()
